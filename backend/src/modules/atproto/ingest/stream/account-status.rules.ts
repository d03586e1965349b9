import type { AccountStatus } from '../../accounts/account.entity.js';
import type { AccountEvent } from './source.js';

const HIDING: readonly string[] = ['deactivated', 'suspended', 'takendown', 'deleted'] satisfies AccountStatus[];

/** Only these hide; anything else that a host says of an account (`throttled`, nothing at all) changes nothing. */
export function statusOf({ active, status }: Pick<AccountEvent, 'active' | 'status'>): AccountStatus | undefined {
  if (active) return 'active';
  return status !== undefined && HIDING.includes(status) ? (status as AccountStatus) : undefined;
}
