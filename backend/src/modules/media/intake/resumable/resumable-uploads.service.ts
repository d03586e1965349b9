import { Injectable } from '@nestjs/common';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Clock } from '../../../../common/clock.js';
import { cleanFilename } from '../../../../common/text.js';
import { Transactions } from '../../../../platform/database/index.js';
import { fileHash } from '../../audio/file-hash.js';
import { HEAD_BYTES } from '../../probe/sniff.rules.js';
import { Eraser, Storage } from '../../storage/storage.js';
import { address, staging } from '../../storage/storage-keys.rules.js';
import { MeasuredUpload } from '../measured-upload.js';
import { paced } from '../paced-body.js';
import type { StagedUploadRow } from '../staged-upload.entity.js';
import { StagedUploadsRepository } from '../staged-uploads.repository.js';
import { Staging, UNCLAIMED_MS } from '../staging.service.js';
import { UploadMissing, UploadsUnfinished, UploadTooShort, UploadUnsupported } from '../uploads.errors.js';
import { ReceivingFolder } from './receiving-folder.js';

const UNFINISHED_AT_MOST = 10;

/** Uploads that may be interrupted (UP-21): the row says whose and how long, the file how much is there. */
@Injectable()
export class ResumableUploads {
  /** Hashes of uploads that arrive in this process without a gap; the others are read once more at their end. */
  readonly #measured = new Map<string, MeasuredUpload>();
  readonly #finishing = new Map<string, Promise<void>>();

  constructor(
    private readonly uploads: StagedUploadsRepository,
    private readonly folder: ReceivingFolder,
    private readonly staged: Staging,
    private readonly storage: Storage,
    private readonly eraser: Eraser,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Throws {@link UploadTooShort}, UploadTooLarge, {@link UploadsUnfinished}. */
  async begin(id: string, ownerDid: string, name: string, declaredBytes: number): Promise<void> {
    const filename = cleanFilename(name);
    const { limitBytes, tooLarge } = this.staged.inspection(filename);
    if (declaredBytes === 0) throw new UploadTooShort(0);
    if (declaredBytes > limitBytes) throw tooLarge();
    const upload = {
      id,
      ownerDid,
      filename,
      declaredBytes,
      storageKey: staging(id).key,
      expiresAt: this.clock.after(UNCLAIMED_MS),
    };
    const hasRoom = await this.transactions.run((tx) =>
      this.uploads.insertWithinLimit(tx, upload, UNFINISHED_AT_MOST, this.clock.now()),
    );
    if (!hasRoom) throw new UploadsUnfinished(UNFINISHED_AT_MOST);
    await this.folder.begin(id);
  }

  /** The row, if it is this person's and has not run out; throws {@link UploadMissing}. */
  async owned(id: string, ownerDid: string): Promise<StagedUploadRow> {
    const row = await this.uploads.find(id);
    if (row?.ownerDid !== ownerDid || row.expiresAt <= this.clock.now()) throw new UploadMissing();
    return row;
  }

  /** The row and how much has arrived; null for unknown ones. */
  async progress(id: string): Promise<{ row: StagedUploadRow; bytes: number } | null> {
    const row = await this.uploads.find(id);
    if (!row) return null;
    if (row.state !== 'receiving') return { row, bytes: row.receivedBytes };
    const bytes = await this.folder.size(id);
    if (bytes !== null) return { row, bytes };
    // The process ended between moving the file and noting it.
    const moved = await this.storage.stat(row.storageKey, 'private');
    return moved && { row, bytes: moved.bytes };
  }

  /** Adds what arrives; refuses by the first bytes what is not audio, and then forgets the upload. */
  async append(id: string, offset: number, body: Readable): Promise<number> {
    const row = await this.uploads.find(id);
    if (!row?.declaredBytes) throw new UploadMissing();
    const measured = this.#measuredFrom(row, offset, row.declaredBytes);
    try {
      await this.folder.append(id, offset, measured ? measured.of(body) : paced(body));
    } catch (error) {
      this.#measured.delete(id);
      if (isRefusal(error)) await this.discard(id);
      throw error;
    }
    const arrived = (await this.folder.size(id)) ?? 0;
    await this.uploads.received(id, arrived);
    return arrived;
  }

  /** Makes a staged upload of what has arrived completely. Safe to call again, also after a crash half-way. */
  async finish(id: string): Promise<void> {
    const running = this.#finishing.get(id) ?? this.#finish(id).finally(() => this.#finishing.delete(id));
    this.#finishing.set(id, running);
    await running;
  }

  /** Takes an upload back that no track has claimed. */
  async discard(id: string): Promise<void> {
    const row = await this.uploads.find(id);
    if (!row || row.state === 'claimed') throw new UploadMissing();
    this.#measured.delete(id);
    await this.folder.remove(id);
    await this.eraser.erase(row.storageKey, address(row.storageKey).bucket);
    await this.uploads.delete(id);
  }

  async #finish(id: string): Promise<void> {
    const row = await this.uploads.find(id);
    if (row?.state !== 'receiving' || !row.declaredBytes) return;
    const bytes = await this.folder.size(id);
    if (bytes === null) return this.#finishMoved(row);
    if (bytes !== row.declaredBytes) return;
    const path = this.folder.path(id);
    await this.#checkHead(row, path);
    const measured = this.#measured.get(id);
    const sha256 = measured?.bytes === bytes ? measured.sha256() : await fileHash(path);
    this.#measured.delete(id);
    await this.storage.adopt(path, address(row.storageKey), 'application/octet-stream');
    await this.uploads.complete(id, bytes, sha256);
  }

  /** Once more at the end: the first bytes may have come in pieces, or before a restart. */
  async #checkHead(row: StagedUploadRow, path: string): Promise<void> {
    try {
      this.staged.inspection(row.filename).checkHead(await headOf(path));
    } catch (error) {
      await this.discard(row.id);
      throw error;
    }
  }

  async #finishMoved(row: StagedUploadRow): Promise<void> {
    const { key, bucket } = address(row.storageKey);
    const object = await this.storage.stat(key, bucket);
    if (object?.bytes !== row.declaredBytes) throw new UploadMissing();
    const measured = new MeasuredUpload(this.staged.inspection(row.filename));
    for await (const chunk of measured.of(await this.storage.read(key, bucket))) void chunk;
    await this.uploads.complete(row.id, measured.bytes, measured.sha256());
  }

  #measuredFrom(row: StagedUploadRow, offset: number, totalBytes: number): MeasuredUpload | undefined {
    if (offset === 0) this.#measured.set(row.id, new MeasuredUpload(this.staged.inspection(row.filename), totalBytes));
    const measured = this.#measured.get(row.id);
    if (measured?.bytes === offset) return measured;
    this.#measured.delete(row.id);
    return undefined;
  }
}

/** Sending it again would not help, unlike after a cut line or a full disk. */
function isRefusal(error: unknown): boolean {
  return error instanceof UploadUnsupported || error instanceof UploadTooShort;
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
