import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { Settings } from '../../../platform/config/index.js';
import type { AudioFile } from '../audio/audio-file.entity.js';
import { ObjectMissing } from '../storage/storage.errors.js';
import { type ObjectAddress, Storage } from '../storage/storage.js';
import { address } from '../storage/storage-keys.rules.js';
import { attachment } from './attachment.rules.js';
import { answerRange, isSameRepresentation, knowsTag } from './range.rules.js';

export interface DeliveryOptions {
  /** Shown in place, or offered for download under this name. */
  download?: string;
  /** For how long and by whom the answer may be kept. */
  cacheControl: string;
}

/** A player asks for ranges at the signed address until the end of the track, and a pause may lie between (ST-10). */
const PAUSE_SECONDS = 600;
/** A redirect is no secret, but a takedown ends it soon. */
const REDIRECT_CACHE = 'public, max-age=300';

/** Sends stored bytes, or says where they are. Who may have them is decided before. */
@Injectable()
export class Delivery {
  constructor(
    private readonly storage: Storage,
    private readonly settings: Settings,
  ) {}

  /** The sound itself: bytes from the disk, else 307 to the CDN or, when private, to a signed address (ST-03, ST-10). */
  async send(
    request: FastifyRequest,
    reply: FastifyReply,
    file: AudioFile,
    options: { download?: string } = {},
  ): Promise<void> {
    const isPublic = file.bucket === 'public';
    if (this.storage.isRemote) {
      const url = await this.url(file);
      return void reply.header('cache-control', isPublic ? REDIRECT_CACHE : 'private, no-store').redirect(url.url, 307);
    }
    const cacheControl = isPublic ? 'public, max-age=86400' : 'private, no-store';
    await this.sendObject(request, reply, address(file.storageKey), { ...options, cacheControl });
  }

  /** An address that players can use as it is; `expiresAt` is null for public ones. */
  async url(file: AudioFile): Promise<{ url: string; expiresAt: Date | null }> {
    const { key, bucket } = address(file.storageKey);
    if (bucket === 'public') return { url: this.storage.publicUrl(key, bucket), expiresAt: null };
    const seconds = Math.max(
      this.settings.storageSignedUrlSeconds,
      Math.ceil((file.durationMs ?? 0) / 1000) + PAUSE_SECONDS,
    );
    return {
      url: await this.storage.signedUrl(key, bucket, seconds),
      expiresAt: new Date(Date.now() + seconds * 1000),
    };
  }

  /** Bytes with ranges, conditions and HEAD, as users' bytes are sent: nothing in them may run (SEC-02). */
  async sendObject(
    request: FastifyRequest,
    reply: FastifyReply,
    at: ObjectAddress,
    options: DeliveryOptions,
  ): Promise<void> {
    const object = await this.storage.stat(at.key, at.bucket);
    if (!object) throw new ObjectMissing(at.key);
    // Objects never change under their key, so the key is the version.
    const etag = `"${at.key.slice(at.key.lastIndexOf('/') + 1)}"`;
    const { headers } = request;
    void reply.headers({
      'accept-ranges': 'bytes',
      'cache-control': options.cacheControl,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'content-disposition': options.download === undefined ? 'inline' : attachment(options.download),
      'last-modified': object.modifiedAt.toUTCString(),
      etag,
    });
    if (knowsTag(headers['if-none-match'], etag)) return void reply.status(304).send();
    const ranged = isSameRepresentation(headers['if-range'] as string | undefined, etag, object.modifiedAt)
      ? headers.range
      : undefined;
    const answer = answerRange(ranged, object.bytes);
    if (answer.kind === 'unsatisfiable')
      return void reply.status(416).header('content-range', `bytes */${object.bytes}`).send();
    const range = answer.kind === 'part' ? answer.range : { start: 0, end: object.bytes - 1 };
    if (answer.kind === 'part')
      void reply.status(206).header('content-range', `bytes ${range.start}-${range.end}/${object.bytes}`);
    void reply.header('content-type', object.contentType).header('content-length', range.end - range.start + 1);
    // An empty stream: Fastify would call an absent body one of length 0.
    const isEmpty = request.method === 'HEAD' || object.bytes === 0;
    void reply.send(isEmpty ? Readable.from([]) : await this.storage.read(at.key, at.bucket, range));
  }
}
