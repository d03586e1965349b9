import { afterEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SweepUnscannedHandler } from '../../src/modules/moderation/scan/sweep-unscanned.handler.js';
import { hears } from './audd.js';
import { FLAGGED, Scanning, UNTOLD, WARRIORS } from './scanning.js';

const KEY = 'a key of the moderation';
const MATCH = { ...WARRIORS, album: null, score: 80, isrc: null, timecode: '00:12', offset_ms: 0 };

let scanning: Scanning;
afterEach(() => scanning.close());

describe('MODERATION_SERVICE_URL', () => {
  test('another server is asked in place of the scanner, and the artist’s own releases are still theirs', async () => {
    const theirs = { ...MATCH, artist: 'bob', title: 'mine' };
    const service = await Service.open({ matches: [theirs, MATCH], is_flagged: true, raw_response: { status: 'x' } });
    scanning = await Scanning.open({ MODERATION_SERVICE_URL: service.url, MODERATION_AUTH_TOKEN: KEY });
    try {
      const id = await scanning.published();
      expect(await scanning.flagSeenBy(scanning.bob, id)).toEqual(FLAGGED);
      expect(await scanning.scansOf(id)).toMatchObject([{ matches: [MATCH], highest_score: 80 }]);
      const { body: track } = await scanning.world.visitor().get<{ r2_url: string }>(`/tracks/${id}`);
      expect(service.asked).toEqual([{ path: 'POST /scan', key: KEY, body: { audio_url: track.r2_url } }]);
      expect(scanning.audd.asked).toEqual([]);

      service.answer = { error: 'AuddError', message: '900, wrong API token' };
      await scanning.forget(id);
      await expect(scanning.scan(id)).rejects.toThrow('900, wrong API token');
      await scanning.scan(id, true);
      expect(await scanning.scansOf(id)).toMatchObject([
        { is_flagged: false, raw_response: { answer: service.answer, error: expect.any(String) } },
      ]);
    } finally {
      service.close();
    }
  });
});

describe('MODERATION_ENABLED', () => {
  test('unless it is set nothing is scanned, neither when it is published nor afterwards', async () => {
    scanning = await Scanning.open({ MODERATION_ENABLED: 'false' });
    scanning.audd.says = hears([WARRIORS]);
    const id = await scanning.published();
    await scanning.world.get(SweepUnscannedHandler).run();
    await scanning.world.settled();
    expect(scanning.audd.asked).toEqual([]);
    expect(await scanning.flagSeenBy(scanning.bob, id)).toEqual(UNTOLD);
  });
});

/** Another server of ours that scans. */
class Service {
  readonly asked: { path: string; key: unknown; body: unknown }[] = [];

  private constructor(
    readonly url: string,
    private readonly server: Server,
    public answer: object,
  ) {}

  static async open(answer: object): Promise<Service> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const service = new Service(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, server, answer);
    server.on('request', (request, response) => void service.serve(request, response));
    return service;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as unknown;
    this.asked.push({ path: `${request.method} ${request.url}`, key: request.headers['x-moderation-key'], body });
    response.writeHead('error' in this.answer ? 502 : 200).end(JSON.stringify(this.answer));
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
