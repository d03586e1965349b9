import { HandleUnknown } from '../identity/identity.errors.js';
import { isAboutAccount } from '../network/moved.rules.js';
import { PdsRefusal } from '../network/pds-answer.js';

/** Whether there is no repository to be read: nobody is registered, or the account is closed, suspended or elsewhere. */
export function isRepositoryGone(error: unknown): boolean {
  return error instanceof HandleUnknown || (error instanceof PdsRefusal && isAboutAccount(error));
}
