import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { SECOND_MS } from '../../../common/clock.js';
import { BytesCheck } from './bytes-check.js';
import type { Check, Fault, Scope } from './fault.js';
import { RepositoriesCheck } from './repositories-check.js';
import { RowsCheck } from './rows.queries.js';

/** Longer than any write takes from its row to its record, unless something is wrong. */
const SECOND_LOOK_MS = 5 * SECOND_MS;

/** Checks the invariants of a product that is running, and changes nothing. */
@Injectable()
export class ConsistencyAudit {
  private readonly checks: readonly Check[];

  constructor(rows: RowsCheck, bytes: BytesCheck, repositories: RepositoriesCheck) {
    this.checks = [rows, bytes, repositories];
  }

  /**
   * What is broken. A fault counts when it is there at two looks: what is being written is out of step for a moment.
   * `pauseMs` is the time between them.
   */
  async run(scope: Scope, pauseMs = SECOND_LOOK_MS): Promise<Fault[]> {
    const first = await this.look(this.checks, scope);
    const suspicious = this.checks.filter((check) => (first.get(check) ?? []).length > 0);
    if (suspicious.length === 0) return [];
    await sleep(pauseMs);
    const second = await this.look(suspicious, { ...scope, dids: repositoriesOf(first) ?? scope.dids });
    return suspicious.flatMap((check) => inBoth(first.get(check) ?? [], second.get(check) ?? []));
  }

  private async look(checks: readonly Check[], scope: Scope): Promise<Map<Check, Fault[]>> {
    const found = new Map<Check, Fault[]>();
    for (const check of checks) {
      const faults: Fault[] = [];
      for await (const fault of check.find(scope)) faults.push(fault);
      found.set(check, faults);
    }
    return found;
  }
}

/** Only these have to be read a second time. */
function repositoriesOf(found: Map<Check, Fault[]>): string[] | undefined {
  const dids = [...found]
    .filter(([check]) => check instanceof RepositoriesCheck)
    .flatMap(([, faults]) => faults.map(({ subject }) => /did:[^/]+/.exec(subject)?.[0] ?? ''));
  return dids.length > 0 ? [...new Set(dids)] : undefined;
}

function inBoth(first: readonly Fault[], second: readonly Fault[]): Fault[] {
  const again = new Set(second.map(wordsOf));
  return first.filter((fault) => again.has(wordsOf(fault)));
}

function wordsOf({ invariant, subject, what }: Fault): string {
  return `${invariant} ${subject} ${what}`;
}
