import type { FastifyInstance } from 'fastify';
import { hash } from 'node:crypto';

/** A JSON answer that many get: written and tagged once. A route returns it in place of the view. */
export class PreparedAnswer {
  readonly body: Buffer;
  readonly tag: string;

  constructor(view: object) {
    this.body = Buffer.from(JSON.stringify(view));
    this.tag = entityTag(this.body);
  }
}

export function entityTag(body: string | Buffer): string {
  return `W/"${hash('sha1', body, 'base64url')}"`;
}

/** Sends prepared answers as they are, and everything else as JSON. */
export function sendPrepared(server: FastifyInstance): void {
  server.addHook('preSerialization', async (_request, reply, payload) => {
    if (payload instanceof PreparedAnswer) void reply.header('etag', payload.tag);
    return payload;
  });
  // Fastify passes on whatever the serializer answers, and takes bytes like text.
  server.setReplySerializer((payload) =>
    payload instanceof PreparedAnswer ? (payload.body as unknown as string) : JSON.stringify(payload),
  );
}
