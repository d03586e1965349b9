import { body, type Api } from '#lib/api/client.ts';

/** Reads an AT-URI out of an address bar: browsers and proxies may have taken one of its slashes, people the scheme. */
export function addressOf(text: string): string | null {
  const [authority = '', collection = '', rkey = '', ...more] = text.replace(/^at:\/{1,2}/, '').split('/');
  const somebody = authority.startsWith('did:') || authority.includes('.');
  if (!somebody || !collection.includes('.') || !rkey || more.length > 0) return null;
  return `at://${authority}/${collection}/${rkey}`;
}

/** The page that shows a record; null where no record can be meant. Throws an `ApiProblem` for one that is not known. */
export async function pageOfRecord(api: Api, text: string): Promise<string | null> {
  const uri = addressOf(text);
  if (!uri) return null;
  return (await body(api.GET('/records/by-uri', { params: { query: { uri } } }))).path;
}
