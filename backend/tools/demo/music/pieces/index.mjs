import { alarm, bossa } from './bossa.mjs';
import { choral } from './choral.mjs';
import { breaks, house } from './club.mjs';
import { dub } from './dub.mjs';
import { footwork, idm } from './footwork.mjs';
import { funk } from './funk.mjs';
import { guitars } from './guitars.mjs';
import { solo, trio } from './jazz.mjs';
import { memo } from './kitchen.mjs';
import { modular } from './modular.mjs';
import { tape } from './tape.mjs';

/** Every style by its name; each fills a song and says how it is to be finished. */
export const STYLES = {
  alarm,
  bossa,
  breaks,
  choral,
  dub,
  footwork,
  funk,
  guitars,
  house,
  idm,
  memo,
  modular,
  solo,
  tape,
  trio,
};
