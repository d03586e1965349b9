import { Injectable } from '@nestjs/common';
import {
  BuildsRecord,
  type PublishedRecord,
  type RecordBuilder,
  type RecordSubject,
} from '../../src/modules/atproto/records/record-builder.js';

export interface Song {
  title: string;
  album?: string;
  features?: { did: string }[];
}

/** What a builder heard, in order. */
export type Heard =
  | { what: 'confirmed'; key: string; record: PublishedRecord; table: string }
  | { what: 'failed'; key: string; reason: string; table: string }
  | { what: 'removed'; key: string; table: string };

export const CREATED_AT = '2026-01-02T03:04:05.678Z';

/** The smallest shelf of songs that can be published: rows by key, and all that was heard about them. */
@Injectable()
@BuildsRecord('track')
export class Songs implements RecordBuilder {
  readonly rows = new Map<string, Song>();
  readonly heard: Heard[] = [];
  /** Every title that a song ever had last, also of those that are gone. */
  readonly titles = new Map<string, string>();
  /** How often a record was built. */
  built = 0;
  /** What happens once between reading the row and giving the record. */
  meanwhile: (() => Promise<unknown>) | undefined;

  set(key: string, song: Song): void {
    this.rows.set(key, song);
    this.titles.set(key, song.title);
  }

  async build(key: string): Promise<object | null> {
    this.built += 1;
    const song = this.rows.get(key);
    const happens = this.meanwhile;
    this.meanwhile = undefined;
    await happens?.();
    if (!song) return null;
    const fixed = { artist: 'ada', audioUrl: 'https://audio.example/a.mp3', fileType: 'mp3', createdAt: CREATED_AT };
    return { ...song, ...fixed };
  }

  async confirmed(key: string, record: PublishedRecord, { table }: RecordSubject): Promise<void> {
    this.heard.push({ what: 'confirmed', key, record, table });
  }

  async failed(key: string, reason: string, { table }: RecordSubject): Promise<void> {
    this.heard.push({ what: 'failed', key, reason, table });
  }

  async removed(key: string, { table }: RecordSubject): Promise<void> {
    this.heard.push({ what: 'removed', key, table });
  }

  forget(): void {
    this.rows.clear();
    this.heard.length = 0;
    this.built = 0;
    this.meanwhile = undefined;
  }
}

@Injectable()
@BuildsRecord('like')
export class SongLikes implements RecordBuilder {
  readonly confirmedKeys: string[] = [];

  build(): Promise<object | null> {
    return Promise.reject(new Error('a like is final at once'));
  }

  async confirmed(key: string): Promise<void> {
    this.confirmedKeys.push(key);
  }

  async failed(): Promise<void> {}
}

/** The record of a song of ada's, as the network has it. */
export const songRecord = (title: string) => ({
  $type: 'fm.plyr.dev.track',
  title,
  artist: 'ada',
  audioUrl: 'https://audio.example/a.mp3',
  fileType: 'mp3',
  createdAt: '2026-01-02T03:04:05.678Z',
});
