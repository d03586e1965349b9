import { Injectable } from '@nestjs/common';
import { DomainError } from '../../common/errors.js';
import { Identity } from '../atproto/index.js';
import { FeaturesInvalid } from './features.errors.js';

const MAX_FEATURES = 5;

/** Who takes part in a track (UP-09). Only DIDs are kept; names are resolved when read. */
@Injectable()
export class FeaturesService {
  constructor(private readonly identity: Identity) {}

  /**
   * The DIDs of these handles or DIDs, each once and in this order, without the artist. Throws {@link FeaturesInvalid},
   * which names the one that cannot be found, and IdentityUnreachable.
   */
  async resolve(given: readonly string[], artistDid: string): Promise<string[]> {
    const names = [...new Set(given.map((name) => name.trim().replace(/^@/, '')).filter((name) => name !== ''))];
    if (names.length > MAX_FEATURES + 1) throw tooMany();
    const dids = await Promise.all(names.map((name) => this.didOf(name)));
    const others = [...new Set(dids)].filter((did) => did !== artistDid);
    if (others.length > MAX_FEATURES) throw tooMany();
    return others;
  }

  private async didOf(name: string): Promise<string> {
    try {
      return (await this.identity.resolve(name)).did;
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'refused') {
        throw new FeaturesInvalid(`featured artist ${name} could not be found: ${error.message}`);
      }
      throw error;
    }
  }
}

function tooMany(): FeaturesInvalid {
  return new FeaturesInvalid(`a track takes at most ${MAX_FEATURES} featured artists`);
}
