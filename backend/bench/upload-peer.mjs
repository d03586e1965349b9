import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** The peer of P10: the body as it comes, hashed on its way to a file, and as safe on the disk as ours is when it answers. */
let count = 0;
const server = http.createServer((request, response) => {
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const file = createWriteStream(path.join(process.env.FOLDER, `peer-${count++}.bin`), { flush: true });
  pipeline(request, hashing, file).then(
    () => response.end(hash.digest('hex')),
    () => response.destroy(),
  );
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listening'));
