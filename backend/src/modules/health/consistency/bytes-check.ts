import { Injectable } from '@nestjs/common';
import { Clock, DAY_MS } from '../../../common/clock.js';
import { StorageAudit, StrayObjects } from '../../media/index.js';
import type { Check, Fault } from './fault.js';

/** I5: no reference without an object, and no object without a reference that is older than a day. */
@Injectable()
export class BytesCheck implements Check {
  constructor(
    private readonly audit: StorageAudit,
    private readonly strays: StrayObjects,
    private readonly clock: Clock,
  ) {}

  async *find(): AsyncGenerator<Fault> {
    for (const kind of ['audio', 'image'] as const)
      for await (const { key, what } of this.audit.damages(kind))
        yield {
          invariant: 'I5',
          subject: key,
          what: `the object of a row is ${what === 'missing' ? what : `of the ${what}`}`,
        };
    for await (const key of this.strays.before(this.clock.after(-DAY_MS)))
      yield { invariant: 'I5', subject: key, what: 'an object has no row' };
  }
}
