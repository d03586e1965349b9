import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { RequestInvalid } from '../../../common/errors.js';

/** What a form holds besides its files. A field that comes several times is a list. */
export type FormFields = Record<string, unknown>;

/** Takes a file while it arrives; the form goes on once it has been read. */
export type FileTaker = (file: MultipartFile) => Promise<unknown>;

/**
 * Reads a form in whichever way it was sent: multipart with files, urlencoded, or JSON. Parts come in any order
 * (P-UP-17); a file that nobody takes is read and forgotten.
 */
export async function readForm(request: FastifyRequest, takers: Record<string, FileTaker> = {}): Promise<FormFields> {
  if (!request.isMultipart()) return isFields(request.body) ? { ...request.body } : {};
  const fields: FormFields = {};
  // Each taker knows the limit of its own file and says so in its own words.
  for await (const part of request.parts({ limits: { fileSize: Number.POSITIVE_INFINITY } })) {
    if (part.type === 'file') await take(part, takers);
    else addField(fields, part);
  }
  return fields;
}

/** Whether unknown members shall be refused: forms of old clients may hold more than we know, JSON may not. */
export function isJson(request: FastifyRequest): boolean {
  return /^application\/json\b/i.test(request.headers['content-type'] ?? '');
}

async function take(part: MultipartFile, takers: Record<string, FileTaker>): Promise<void> {
  const taker = Object.hasOwn(takers, part.fieldname) ? takers[part.fieldname] : undefined;
  // Browsers send a file field that was left empty as a file without name and bytes.
  if (!taker || !part.filename) part.file.resume();
  else await taker(part);
}

function addField(fields: FormFields, part: Exclude<Multipart, MultipartFile>): void {
  const { fieldname, value, valueTruncated } = part;
  if (valueTruncated) {
    throw new RequestInvalid([{ path: fieldname, message: 'is too long', code: 'too_long' }]);
  }
  const present = Object.hasOwn(fields, fieldname) ? fields[fieldname] : undefined;
  fields[fieldname] = present === undefined ? value : [present, value].flat();
}

function isFields(body: unknown): body is FormFields {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}
