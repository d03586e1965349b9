import { createHmac } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { ensureAccount } from './account.mjs';
import { PEOPLE } from './catalogue/people.mjs';
import { Member } from './member.mjs';

/** Brings the people of the demo in, each once and when first needed. */
export class People {
  #there = new Map();
  #settings;

  /** @param {{url: string, pdsUrl: string, secret: string}} settings */
  constructor(settings) {
    this.#settings = settings;
  }

  /**
   * Somebody by their short name, signed in; with an artist profile when they have one to show.
   * @returns {Promise<Member>}
   */
  get(name) {
    let member = this.#there.get(name);
    if (!member) {
      member = this.#bring(name);
      this.#there.set(name, member);
    }
    return member;
  }

  async #bring(name) {
    const { handle, name: displayName, bio, avatar } = PEOPLE[name];
    const { url, pdsUrl, secret } = this.#settings;
    const password = createHmac('sha256', secret).update(`password of ${handle}`).digest('base64url').slice(0, 24);
    const avatarFile = fileURLToPath(new URL(`./avatars/${avatar}.jpg`, import.meta.url));
    const did = await ensureAccount(pdsUrl, { handle, password, name: displayName, bio, avatarFile });
    const member = new Member(url, { handle, password, number: Object.keys(PEOPLE).indexOf(name) + 1 });
    member.did = did;
    await member.signIn();
    if (bio) {
      await member.call('POST', '/artists/', { display_name: displayName, bio });
      await member.put('/preferences/', { allow_comments: true });
    }
    return member;
  }
}
