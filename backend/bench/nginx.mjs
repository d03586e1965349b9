import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './product.mjs';

/** Nginx with sendfile on a folder: the peer of everything that sends files; undefined where it is not installed. */
export async function startNginx(root) {
  if (spawnSync('nginx', ['-v']).error) return undefined;
  const place = mkdtempSync(path.join(os.tmpdir(), 'plyr-bench-nginx-'));
  chmodSync(place, 0o755);
  const port = await freePort();
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  writeFileSync(
    path.join(place, 'nginx.conf'),
    `${user} worker_processes 1; pid ${place}/pid; error_log ${place}/error.log; daemon off;
     events { worker_connections 64; }
     http { access_log off; sendfile on; tcp_nopush on; types { text/html html; audio/wav wav; } default_type audio/mpeg; server { listen 127.0.0.1:${port}; root ${root}; } }`,
  );
  const child = spawn('nginx', ['-c', path.join(place, 'nginx.conf'), '-p', place], { stdio: 'ignore' });
  await sleep(500);
  const stop = () => {
    child.kill();
    rmSync(place, { recursive: true, force: true });
  };
  return { url: `http://127.0.0.1:${port}`, stop };
}
