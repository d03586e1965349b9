import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';

const COVERS = path.join(import.meta.dirname, '../tools/demo/covers');
const WIDTHS = [96, 300, 1200];

/** Gives every album and track of the catalogue one of the demo's covers, in the widths that pages ask for. */
export async function hangCovers({ database, folder }) {
  const images = path.join(folder, 'storage/images');
  mkdirSync(images, { recursive: true });
  const ids = [];
  for (const name of readdirSync(COVERS)) {
    const id = randomUUID();
    const files = WIDTHS.map((width) => [width, `${id}_${width}.webp`]);
    for (const [width, file] of files)
      await sharp(path.join(COVERS, name)).resize(width, width).webp({ quality: 82 }).toFile(path.join(images, file));
    const variants = Object.fromEntries(files.map(([width, file]) => [width, `images/${file}`]));
    await database.query(
      `insert into images (id, sha256, mime, width, height, bytes, storage_key, variants, state)
       values ($1, $2, 'image/jpeg', 1200, 1200, 1, $3, $4, 'live')`,
      [id, createHash('sha256').update(id).digest(), `images/${id}.jpg`, variants],
    );
    ids.push(id);
  }
  const nth = `($1::uuid[])[1 + n % cardinality($1::uuid[])]`;
  for (const table of ['albums', 'tracks'])
    await database.query(
      `update ${table} set image_id = ${nth}
         from (select id, row_number() over (order by id)::int as n from ${table}) as numbered
        where numbered.id = ${table}.id`,
      [ids],
    );
}
