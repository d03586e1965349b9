import { expect, type APIRequestContext, type Browser, type BrowserContext } from '@playwright/test';
import { type Account, newAccount, runningProduct } from './running-product.ts';
import { signIn } from './sign-in.ts';
import { song } from './sounds.ts';
import type { UploadFile } from './upload-file.ts';

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>;

/** Someone with an artist profile and a session, made for the stories that are not about making them. */
export interface Artist extends Account {
  did: string;
  name: string;
  session: StorageState;
  tracks: PublishedTrack[];
}

export interface PublishedTrack {
  id: number;
  fileId: string;
  title: string;
}

const SONGS = ['first light', 'second wind', 'third rail'];

/** Its titles carry the artist's name, because the artists of all stories stand in one feed. */
export async function newArtist(browser: Browser, handle: string, name: string): Promise<Artist> {
  const account = await newAccount(handle);
  const context = await browser.newContext({ baseURL: runningProduct().url });
  const page = await context.newPage();
  await signIn(page, account);
  await page.getByRole('button', { name: 'your profile' }).waitFor();
  const { request } = context;
  const saved = await request.post('/artists', { ...ours(), data: { display_name: name } });
  expect(saved.status()).toBeLessThan(300);
  const tracks = await Promise.all(
    SONGS.map(async (words) => {
      const title = `${words} of ${name}`;
      return publish(request, title, await song('mp3', title, 30));
    }),
  );
  const session = await context.storageState();
  await context.close();
  return { ...account, name, session, tracks };
}

/** Uploads through the API and waits until the track is public. */
async function publish(request: APIRequestContext, title: string, file: UploadFile): Promise<PublishedTrack> {
  const accepted = await request.post('/tracks/', {
    ...ours(),
    multipart: { title, album: 'First Album', tags: JSON.stringify(['story']), description: `about ${title}`, file },
  });
  expect(accepted.status(), await accepted.text()).toBe(200);
  const { upload_id } = (await accepted.json()) as { upload_id: string };
  const progress = async () =>
    (await (await request.get(`/tracks/uploads/${upload_id}`)).json()) as { status: string; track_id: number };
  await expect.poll(async () => (await progress()).status, { timeout: 30_000 }).toBe('completed');
  const { track_id: id } = await progress();
  const { file_id } = (await (await request.get(`/tracks/${id}`)).json()) as { file_id: string };
  return { id, fileId: file_id, title };
}

const ours = () => ({ headers: { origin: runningProduct().url } });
