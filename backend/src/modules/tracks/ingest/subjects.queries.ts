import { Injectable } from '@nestjs/common';
import { Sql, type Tx } from '../../../platform/database/index.js';
import { Collections, type Reception, RecordNames } from '../../atproto/index.js';

/** The track that a like or comment is about, or why there is none. */
export type FoundSubject = { trackId: number } | { instead: Reception };

/** Finds what likes and comments are about. */
@Injectable()
export class SubjectsQueries {
  constructor(
    private readonly sql: Sql,
    private readonly collections: Collections,
    private readonly names: RecordNames,
  ) {}

  /** By uri. A track that has not arrived is waited for; anything that is no track of ours is not for us. */
  async find(tx: Tx, uris: readonly string[]): Promise<Map<string, FoundSubject>> {
    const wanted = [...new Set(uris)];
    const rows = await this.sql.rows<{ id: number; uri: string; is_removed: boolean }>(
      `select id, uri, deleted_at is not null as is_removed from tracks where uri = any($1)`,
      [this.names.ofAll(wanted)],
      tx,
    );
    const tracks = this.names.meant(wanted, new Map(rows.map((row) => [row.uri, row])));
    return new Map(wanted.map((uri) => [uri, this.judge(uri, tracks.get(uri))]));
  }

  private judge(uri: string, track: { id: number; is_removed: boolean } | undefined): FoundSubject {
    if (track?.is_removed) return { instead: { kind: 'ignored', reason: 'subject_removed' } };
    if (track) return { trackId: track.id };
    const isTrack = this.names.of(uri).some((name) => this.isTrack(name));
    return { instead: isTrack ? { kind: 'waits', forUri: uri } : { kind: 'ignored', reason: 'subject_not_a_track' } };
  }

  private isTrack(uri: string): boolean {
    const [, , , collection = '', rkey] = uri.split('/');
    return rkey !== undefined && this.collections.named(collection) === 'track';
  }
}
