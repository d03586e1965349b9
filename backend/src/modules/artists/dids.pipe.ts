import { isValidDid } from '@atproto/syntax';
import { Injectable, type PipeTransform } from '@nestjs/common';
import { RequestInvalid } from '../../common/errors.js';

export const MAX_DIDS = 100;

/** A body that is a bare list of DIDs. */
@Injectable()
export class DidsPipe implements PipeTransform<unknown, string[]> {
  transform(value: unknown): string[] {
    if (!Array.isArray(value)) throw refused('', 'must be a list of dids');
    if (value.length > MAX_DIDS) throw refused('', `must hold at most ${MAX_DIDS} dids`);
    return value.map((did: unknown, index) => {
      if (typeof did === 'string' && isValidDid(did)) return did;
      throw refused(String(index), 'must be a did');
    });
  }
}

function refused(path: string, message: string): RequestInvalid {
  return new RequestInvalid([{ path, message, code: 'is_did' }]);
}
