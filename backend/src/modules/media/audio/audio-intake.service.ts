import { Injectable } from '@nestjs/common';
import { type StagedUpload, Staging } from '../intake/staging.service.js';
import { UploadMissing, UploadTooShort, UploadTruncated, UploadUnsupported } from '../intake/uploads.errors.js';
import type { AudioFacts } from '../probe/audio-facts.js';
import { ToolFailed } from '../probe/child-tool.js';
import { Prober } from '../probe/prober.js';
import { Storage } from '../storage/storage.js';
import { address, staging } from '../storage/storage-keys.rules.js';
import { encodedBytesAtMost, isBrowserPlayable, isLossless, judgeLength } from '../transcode/rendition.rules.js';
import { Scratch, type ScratchFolder } from '../transcode/scratch.js';
import { Transcoder } from '../transcode/transcoder.js';
import type { AudioFile } from './audio-file.entity.js';
import { AudioShelf } from './audio-shelf.js';
import { derivedId } from './derived-id.rules.js';
import { localSource } from './local-source.js';
import { type AudioBucket, type Decoded, mp3File, originalOfUpload, streamOfUpload } from './new-files.js';

export type IntakePhase = 'analyze' | 'transcode' | 'store';

export interface IntakeWork {
  signal?: AbortSignal;
  /** `percent` is null where the length of the sound is unknown. */
  onProgress?: (phase: IntakePhase, percent: number | null) => void;
}

export interface IngestedAudio {
  /** The untouched upload, when what plays is an MP3 made of it; else null. */
  original: AudioFile | null;
  /** What plays. */
  stream: AudioFile;
  /** What plays is lossless, so that an MP3 beside it is worth making (TC-06). */
  isOptimizable: boolean;
}

/** From staged bytes to live sounds with outline, loudness and true length (UP-08, TC-04). May run twice for one upload. */
@Injectable()
export class AudioIntake {
  constructor(
    private readonly staged: Staging,
    private readonly prober: Prober,
    private readonly transcoder: Transcoder,
    private readonly scratch: Scratch,
    private readonly shelf: AudioShelf,
    private readonly storage: Storage,
  ) {}

  /** What a staged upload is, before anything is decoded. Throws {@link UploadUnsupported}, {@link UploadTruncated}, {@link UploadMissing}. */
  async inspect(stagedId: string): Promise<AudioFacts> {
    const upload = await this.#upload(stagedId);
    return this.scratch.use(this.#copyBytes(upload.bytes), async (folder) =>
      this.prober.inspect(await this.#local(upload, folder), upload.filename),
    );
  }

  /**
   * Makes the files of one upload: what browsers play passes through untouched, the rest gets an MP3. A second run for
   * the same upload finds what the first one made. Throws {@link UploadUnsupported}, {@link UploadTooShort},
   * {@link UploadTruncated}, {@link UploadMissing}; anything else is worth another try.
   */
  async ingest(stagedId: string, bucket: AudioBucket, work: IntakeWork = {}): Promise<IngestedAudio> {
    const upload = await this.#upload(stagedId);
    return this.scratch.use(this.#copyBytes(upload.bytes), async (folder) => {
      work.onProgress?.('analyze', null);
      const path = await this.#local(upload, folder, work.signal);
      const facts = await this.prober.inspect(path, upload.filename, work.signal);
      const mp3 = isBrowserPlayable(facts) ? undefined : folder.file('stream.mp3');
      const decoded = await this.#decode(facts, path, mp3, upload.filename, folder, work);
      work.onProgress?.('store', null);
      if (!mp3) {
        const [stream] = await this.shelf.place([streamOfUpload(upload, decoded, bucket)]);
        return { original: null, stream, isOptimizable: isLossless(facts) };
      }
      const streamId = { id: derivedId(upload.id, 'stream'), ownerDid: upload.ownerDid, bucket };
      const [untouched, stream] = await this.shelf.place([
        originalOfUpload(upload, decoded),
        await mp3File(mp3, decoded, streamId),
      ]);
      return { original: untouched, stream, isOptimizable: false };
    });
  }

  /** An MP3 beside a lossless file that plays (TC-06). May run twice. */
  async optimize(file: AudioFile, work: IntakeWork = {}): Promise<AudioFile> {
    return this.scratch.use(this.#copyBytes(file.bytes), async (folder) => {
      const path = await localSource(this.storage, address(file.storageKey), folder, file.bytes, work.signal);
      const name = `${file.id}.${file.extension}`;
      const facts = await this.prober.inspect(path, name, work.signal);
      const mp3 = folder.file('lossy.mp3');
      const decoded = await this.#decode(facts, path, mp3, name, folder, work);
      const lossyId = { id: derivedId(file.id, 'lossy'), ownerDid: file.ownerDid, bucket: file.bucket };
      const [lossy] = await this.shelf.place([await mp3File(mp3, decoded, lossyId)]);
      return lossy;
    });
  }

  async #upload(stagedId: string): Promise<StagedUpload> {
    const upload = await this.staged.find(stagedId);
    if (!upload) throw new UploadMissing();
    return upload;
  }

  #local(upload: StagedUpload, folder: ScratchFolder, signal?: AbortSignal): Promise<string> {
    return localSource(this.storage, staging(upload.id), folder, upload.bytes, signal);
  }

  #copyBytes(bytes: number): number {
    return this.storage.isRemote ? bytes : 0;
  }

  /** Decodes, and judges by what was decoded (UP-22). */
  async #decode(
    facts: AudioFacts,
    path: string,
    mp3Path: string | undefined,
    filename: string,
    folder: ScratchFolder,
    work: IntakeWork,
  ): Promise<Decoded> {
    const limitBytes = mp3Path ? encodedBytesAtMost(facts, 'mp3') : undefined;
    if (limitBytes) folder.reserve(limitBytes);
    const phase = mp3Path ? 'transcode' : 'analyze';
    const onProgress = (percent: number) => work.onProgress?.(phase, percent);
    try {
      const measured = await this.transcoder.decode(
        { facts, path, mp3Path },
        { signal: work.signal, limitBytes, onProgress },
      );
      assertLength(measured.durationMs, facts.announcedMs);
      return { facts, measured };
    } catch (error) {
      throw error instanceof ToolFailed && isUndecodable(error) ? new UploadUnsupported(filename) : error;
    }
  }
}

function assertLength(durationMs: number, announcedMs: number | null): void {
  const verdict = judgeLength(durationMs, announcedMs);
  if (verdict === 'truncated') throw new UploadTruncated(durationMs, announcedMs ?? undefined);
  if (verdict === 'too-short') throw new UploadTooShort(durationMs);
}

/** The file's fault, not the machine's: ffmpeg says so in these words. */
function isUndecodable({ said }: ToolFailed): boolean {
  return /Invalid data found|Error while decoding|does not contain any stream|matches no streams|Could not find codec/.test(
    said,
  );
}
