import { type Answer, readAnswer } from './answer.js';

/** A file as a browser's form sends it. */
export interface FormFile {
  bytes: Uint8Array;
  name: string;
  type?: string;
}

export type FormFields = Record<string, string | number | boolean | string[] | FormFile | undefined>;

/** A browser with its cookies, or a program with its bearer token, that talks to the product over HTTP. */
export class Visitor {
  readonly cookies = new Map<string, string>();
  /** Sent as `Authorization: Bearer …` when set. */
  bearer?: string;

  constructor(readonly origin: string) {}

  get<T = unknown>(path: string, headers?: Record<string, string>): Promise<Answer<T>> {
    return this.call<T>('GET', path, undefined, headers);
  }

  post<T = unknown>(path: string, body?: unknown): Promise<Answer<T>> {
    return this.call<T>('POST', path, body);
  }

  put<T = unknown>(path: string, body?: unknown): Promise<Answer<T>> {
    return this.call<T>('PUT', path, body);
  }

  patch<T = unknown>(path: string, body?: unknown): Promise<Answer<T>> {
    return this.call<T>('PATCH', path, body);
  }

  delete<T = unknown>(path: string, body?: unknown): Promise<Answer<T>> {
    return this.call<T>('DELETE', path, body);
  }

  /** Sends a multipart form: lists as repeated fields, fields before files. */
  upload<T = unknown>(path: string, fields: FormFields, method = 'POST'): Promise<Answer<T>> {
    return this.call<T>(method, path, multipart(fields));
  }

  async call<T>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>> {
    return readAnswer<T>(await this.fetch(path, { method, ...(headers ? { headers } : {}), ...encoded(body) }));
  }

  /** The bare request, for streams, ranges and events. Redirects are not followed. */
  async fetch(path: string, init: RequestInit & { type?: string } = {}): Promise<Response> {
    const { type, ...rest } = init;
    const headers = new Headers(rest.headers);
    if (type) headers.set('content-type', type);
    if (this.bearer) headers.set('authorization', `Bearer ${this.bearer}`);
    if (this.cookies.size > 0)
      headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    if (!['GET', 'HEAD'].includes(rest.method ?? 'GET') && !headers.has('origin')) headers.set('origin', this.origin);
    const response = await fetch(new URL(path, this.origin), { redirect: 'manual', ...rest, headers });
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie);
    return response;
  }

  private keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split(';');
    const name = pair.slice(0, pair.indexOf('='));
    const gone = attributes.some((text) => /^\s*(max-age=0|expires=thu, 01 jan 1970)/i.test(text));
    if (gone) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(name.length + 1));
  }
}

type Body = NonNullable<RequestInit['body']>;

function encoded(body: unknown): { body?: Body; type?: string } {
  if (body === undefined) return {};
  if (
    body instanceof FormData ||
    body instanceof URLSearchParams ||
    body instanceof Uint8Array ||
    typeof body === 'string'
  ) {
    return { body: body as Body };
  }
  return { body: JSON.stringify(body), type: 'application/json' };
}

function multipart(fields: FormFields): FormData {
  const form = new FormData();
  const entries = Object.entries(fields).filter((entry) => entry[1] !== undefined) as [
    string,
    NonNullable<FormFields[string]>,
  ][];
  for (const [name, value] of entries) {
    if (Array.isArray(value)) for (const item of value) form.append(name, item);
    else if (typeof value !== 'object') form.append(name, String(value));
  }
  for (const [name, value] of entries) if (isFile(value)) form.append(name, asBlob(value), value.name);
  return form;
}

function isFile(value: NonNullable<FormFields[string]>): value is FormFile {
  return typeof value === 'object' && !Array.isArray(value);
}

function asBlob({ bytes, type }: FormFile): Blob {
  return new Blob([bytes], type ? { type } : {});
}
