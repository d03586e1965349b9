/**
 * SQLSTATEs that say nothing of the statement: connection, deadlock and serialization, resources, operator, system. Not
 * 57014, a statement that took too long: it would again.
 */
const PASSING = /^(08|40|53|55P|57P|58)/;
const NODE_CODES = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_)/;

/** Whether the same statement may succeed a little later, because it was the database that failed and not the statement. */
export function mayPass(error: unknown): boolean {
  for (let cause = error; cause; cause = (cause as { cause?: unknown }).cause) {
    const { code, message } = cause as { code?: unknown; message?: unknown };
    // The driver says some of it in words only.
    if (/connection terminated|timeout exceeded when trying to connect|client has encountered/i.test(String(message)))
      return true;
    if (typeof code === 'string' && (PASSING.test(code) || NODE_CODES.test(code))) return true;
  }
  return false;
}
