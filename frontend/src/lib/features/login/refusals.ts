/** Why a sign-in did not begin, in words for the field; by the code that the server left in the address. */
const REFUSALS: Record<string, string> = {
  handle_unknown:
    'nobody answers to that name. check the spelling; it looks like a web address, such as ada.bsky.social.',
  handle_malformed: 'that is not a handle. it looks like a web address, such as ada.bsky.social.',
  unreachable: 'your server does not answer right now. try again in a moment.',
  pds_unknown: 'there is no server at that address.',
};

export const refusalText = (code: string): string =>
  REFUSALS[code] ?? 'signing in could not begin. try again in a moment.';
