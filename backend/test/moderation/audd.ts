import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Song {
  artist: string;
  title: string;
  score?: number;
}

/** What somebody sent to the scanner, and how large the sound was that its address gave. */
export interface Asked {
  method: string;
  type: string;
  form: Record<string, string>;
  bytes: number;
}

type Saying = (response: ServerResponse) => unknown;

export const TOKEN = 'a token of the scanner';
const PART_SECONDS = 12;

/**
 * The enterprise endpoint of AuDD (https://docs.audd.io/enterprise) as far as we speak with it: a form in; its own errors
 * in answers with status 200; the sound fetched from its address; parts of twelve seconds out, of which only those with
 * songs are told.
 */
export class Audd {
  readonly asked: Asked[] = [];
  /** What comes when nothing is wrong with the request. */
  says: Saying = hears();

  private constructor(
    readonly url: string,
    private readonly server: Server,
  ) {}

  static async open(): Promise<Audd> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const audd = new Audd(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, server);
    server.on('request', (request, response) => void audd.serve(request, response));
    return audd;
  }

  /** An address of a sound that lies on the same host. */
  get sound(): string {
    return `${this.url}/sound.mp3`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/sound.mp3') return void response.end('a sound');
    if (request.url !== '/') return void response.writeHead(404).end();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
    const bytes = await sizeOf(form.url);
    this.asked.push({ method: request.method ?? '', type: request.headers['content-type'] ?? '', form, bytes });
    if (form.api_token !== TOKEN) return void refuses(900, 'Recognition failed: wrong API token')(response);
    if (bytes === 0) return void refuses(600, 'Recognition failed: something is wrong with the audio URL')(response);
    this.says(response);
  }
}

/** One part for each list of songs, from the beginning of the sound on. */
export function hears(...parts: Song[][]): Saying {
  const result = parts.flatMap((songs, part) =>
    songs.length === 0 ? [] : [{ songs: songs.map(described), offset: clock(part * PART_SECONDS) }],
  );
  return json({ status: 'success', result, execution_time: '2.418' });
}

export function refuses(error_code: number, error_message: string): Saying {
  return json({
    status: 'error',
    error: { error_code, error_message },
    request_api_method: 'Recognition',
    request_http_method: 'POST',
    requested_params: { api_token: 'a***r' },
    execution_time: '0.012',
  });
}

export const fails: Saying = (response) => response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>503</h1>');
export const limits: Saying = (response) => response.writeHead(429).end();
export const babbles: Saying = (response) => response.end('<html>maintenance</html>');
export const breaksOff: Saying = (response) => {
  response.writeHead(200, { 'content-length': 1000 }).write('{"status":"succ');
  setTimeout(() => response.destroy(), 20);
};
export const hangs: Saying = () => undefined;
/** A name that no database can hold as it is. */
export const oddNames: Saying = (response) =>
  response.end(
    '{"status":"success","result":[{"offset":"00:00","songs":[{"artist":"\\u0000A","title":"\\ud83cB","score":5}]}]}',
  );

function described({ artist, title, score = 90 }: Song) {
  return {
    artist,
    title,
    album: title,
    release_date: '2014-09-18',
    label: 'A Label',
    timecode: '00:40',
    score,
    isrc: 'USUM71414163',
    upc: '00602547040183',
    song_link: 'https://lis.tn/Warriors',
    start_offset: 840,
    end_offset: 11_960,
  };
}

function json(body: object): Saying {
  return (response) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
}

function clock(seconds: number): string {
  return [seconds / 60, seconds % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':');
}

async function sizeOf(url: string | undefined): Promise<number> {
  const answer = url && URL.canParse(url) ? await fetch(url).catch(() => null) : null;
  return answer?.ok ? (await answer.arrayBuffer()).byteLength : 0;
}
