import { Injectable } from '@nestjs/common';
import { MINUTE_MS } from '../../../../common/clock.js';
import { Settings } from '../../../../platform/config/index.js';
import { Collections } from '../../lexicon/collections.js';
import { Commits } from './commits.js';
import { FirehoseSource } from './firehose.source.js';
import { JetstreamSource } from './jetstream.source.js';
import type { Source } from './source.js';

/** A relay tells of the whole network, so it is never silent for long. */
const RELAY_IDLE_TIMEOUT_MS = MINUTE_MS;

/** The source that the settings name. */
@Injectable()
export class Sources {
  constructor(
    private readonly settings: Settings,
    private readonly collections: Collections,
    private readonly commits: Commits,
  ) {}

  chosen(): Source {
    const { ingestSource, ingestFirehoseUrl, jetstreamUrls, isLocal } = this.settings;
    if (ingestSource === 'jetstream')
      return new JetstreamSource({ urls: [...jetstreamUrls], nsids: this.collections.nsids() });
    // A local PDS has nothing to say while nobody writes.
    const patience = isLocal ? {} : { idleTimeoutMs: RELAY_IDLE_TIMEOUT_MS };
    return new FirehoseSource({ url: ingestFirehoseUrl, ...patience }, this.commits);
  }
}
