import { ask, Cookies } from './wire.mjs';

const API = '/@atproto/oauth-provider/~api';

/**
 * Signs in and agrees on the pages of a PDS, as a browser would: the same requests, with the same headers, in a new
 * browser each time.
 * @param {string} authorizeUrl where the product sent the browser
 * @param {{username: string, password: string}} account
 * @returns {Promise<URL>} where the PDS sends the browser back to
 */
export async function authorize(authorizeUrl, { username, password }) {
  const cookies = new Cookies();
  const page = await ask(authorizeUrl, {
    headers: {
      accept: 'text/html',
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    },
  });
  cookies.keep(page);
  if (page.status !== 200) throw new Error(`the sign-in page of the PDS: ${page.status} ${page.text.slice(0, 200)}`);

  const { origin } = new URL(authorizeUrl);
  const press = async (button, json) => {
    const answer = await ask(`${origin}${API}${button}`, {
      method: 'POST',
      json,
      headers: {
        cookie: String(cookies),
        origin,
        referer: authorizeUrl,
        'x-csrf-token': cookies.get('csrf-token'),
        'sec-fetch-site': 'same-origin',
        'sec-fetch-mode': 'same-origin',
        'sec-fetch-dest': 'empty',
      },
    });
    cookies.keep(answer);
    if (answer.status >= 400) throw new Error(`${button} at the PDS: ${answer.status} ${answer.text}`);
    return JSON.parse(answer.text);
  };
  const { account } = await press('/sign-in', { locale: 'en', username, password, remember: true });
  const { url } = await press('/consent', { did: account.sub ?? account.did });
  return new URL(url);
}
