import { Injectable } from '@nestjs/common';
import { Server } from '@tus/server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError } from '../../../../common/errors.js';
import { uuid } from '../../../../common/ids.js';
import { Settings } from '../../../../platform/config/index.js';
import { statusOfKind } from '../../../../platform/http/index.js';
import { ResumableUploads } from './resumable-uploads.service.js';
import { type TusCaller, tusCaller } from './tus-caller.js';
import { TusStore } from './tus-store.js';

export const TUS_PATH = '/uploads/tus';

/** Speaks tus 1.0 over our staged uploads. Who may ask for what is decided before. */
@Injectable()
export class TusServer {
  readonly #server: Server;

  constructor(uploads: ResumableUploads, settings: Settings) {
    this.#server = new Server({
      path: TUS_PATH,
      datastore: new TusStore(uploads),
      maxSize: settings.maxUploadSizeMb * 1024 * 1024,
      namingFunction: () => uuid(),
      generateUrl: (_request, { id }) => `${tusCaller.getStore()?.collection ?? TUS_PATH}/${id}`,
      // The platform has answered for CORS by then.
      allowedOrigins: () => false,
      onUploadFinish: async (_request, { id }) => {
        await uploads.finish(id);
        return {};
      },
      onResponseError: (_request, error) => (error instanceof DomainError ? asTusError(error) : undefined),
    });
  }

  handle(caller: TusCaller, request: IncomingMessage, response: ServerResponse): Promise<void> {
    return tusCaller.run(caller, () => this.#server.handle(request, response));
  }
}

/** tus answers are plain text; the text is the problem document's heart. */
function asTusError({ kind, code, message }: DomainError): { status_code: number; body: string } {
  const status = statusOfKind[kind];
  return { status_code: status, body: JSON.stringify({ status, code, detail: message }) };
}
