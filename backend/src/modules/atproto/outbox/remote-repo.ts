import type { JsonRecord } from '../lexicon/merge.rules.js';
import { isRecordMissing, readAnswer } from '../network/pds-answer.js';
import type { RepoAgent } from './repo-access.js';

export interface StoredRecord {
  cid: string;
  value: JsonRecord;
}

/** Which record of the repository. */
export interface RecordPlace {
  collection: string;
  rkey: string;
}

/**
 * One user's repository on their PDS. Records go in and out as plain JSON: a decoding and encoding in between could
 * change what other clients wrote.
 */
export class RemoteRepo {
  constructor(
    private readonly did: string,
    private readonly agent: RepoAgent,
    private readonly timeoutMs: number,
  ) {}

  async get({ collection, rkey }: RecordPlace): Promise<StoredRecord | undefined> {
    const query = new URLSearchParams({ repo: this.did, collection, rkey });
    try {
      return await this.call<StoredRecord>(`com.atproto.repo.getRecord?${query.toString()}`, { method: 'GET' });
    } catch (error) {
      if (isRecordMissing(error)) return undefined;
      throw error;
    }
  }

  /**
   * Writes a record if the stored one is still `swapRecord` (`null`: if there is none).
   * `rev` is null when nothing changed. The PDS does not know our schemas, so `validate` stays unset.
   */
  async put(
    { collection, rkey }: RecordPlace,
    record: JsonRecord,
    swapRecord: string | null,
  ): Promise<{ cid: string; rev: string | null }> {
    const answer = await this.post<{ cid: string; commit?: { rev: string } }>('com.atproto.repo.putRecord', {
      collection,
      rkey,
      record,
      swapRecord,
    });
    return { cid: answer.cid, rev: answer.commit?.rev ?? null };
  }

  /** Deletes a record; one that is not there is fine. */
  async delete({ collection, rkey }: RecordPlace): Promise<void> {
    try {
      await this.post('com.atproto.repo.deleteRecord', { collection, rkey });
    } catch (error) {
      if (!isRecordMissing(error)) throw error;
    }
  }

  private post<T>(method: string, input: object): Promise<T> {
    const body = JSON.stringify({ repo: this.did, ...input });
    return this.call<T>(method, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  }

  private async call<T>(method: string, init: RequestInit): Promise<T> {
    const signal = AbortSignal.timeout(this.timeoutMs);
    const response = await this.agent.fetchHandler(`/xrpc/${method}`, { ...init, signal });
    return readAnswer<T>(response, new Date());
  }
}
