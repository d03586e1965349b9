import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';

/**
 * Makes the icons of the installed client from `frontend/static/icon.svg`; run when that one changes:
 * `node backend/tools/icons/main.mjs`. Its disc keeps within the circle that a mask leaves, four fifths of the square,
 * so one drawing serves as it is and masked.
 */
const STATIC = path.resolve(import.meta.dirname, '../../../frontend/static');
/** 180 is the home screen of iOS. */
const SIZES = [180, 192, 512];
const DRAWN_AT = 32;
const POINTS_PER_INCH = 72;

const source = readFileSync(path.join(STATIC, 'icon.svg'));
mkdirSync(path.join(STATIC, 'icons'), { recursive: true });
for (const size of SIZES)
  await sharp(source, { density: (POINTS_PER_INCH * size) / DRAWN_AT })
    .resize(size, size)
    .png({ palette: true, compressionLevel: 9 })
    .toFile(path.join(STATIC, 'icons', `${size}.png`));
