import { beforeEach, describe, expect, test } from 'vitest';
import type { Config } from '#lib/api/contract.ts';
import type { TrackForm } from '#lib/state/uploads/transport.ts';
import type { Upload, UploadStatus } from '#lib/state/uploads/upload.svelte.ts';
import { keptIn } from '#lib/util/kept.ts';
import { UploadDesk } from './upload-desk.svelte.ts';

const config = {
  supported_audio: ['.mp3', '.wav'],
  max_upload_size_mb: 1,
  supported_images: ['.png'],
  max_image_size_mb: 1,
} as Config;
const sound = (name: string) => new File(['sound'], name);

/** An upload whose fate the test decides. */
class FakeUpload {
  status: UploadStatus = 'sending';
  uploadId: string | null = null;
  error: string | null = null;
  errorCode: string | null = null;
  failure: string | null = null;
  published: TrackForm[] = [];
  constructor(readonly file: File) {}
  publish(form: TrackForm) {
    this.published.push(form);
    return Promise.resolve(true);
  }
  accepted() {
    Object.assign(this, { status: 'processing', uploadId: 'u-1' });
  }
  refused(error: string, errorCode: string | null = null) {
    Object.assign(this, { status: 'failed', failure: 'refused', error, errorCode });
  }
}

function made(did = 'did:plc:a') {
  const begun: FakeUpload[] = [];
  const removed: unknown[] = [];
  const uploads = {
    begin: (file: File) => {
      begun.push(new FakeUpload(file));
      return begun.at(-1) as unknown as Upload;
    },
    remove: (upload: Upload) => void removed.push(upload),
  };
  const desk = new UploadDesk({ uploads, config, did, kept: keptIn(() => localStorage) });
  return { desk, begun, removed };
}

beforeEach(() => localStorage.clear());

describe('UP-21: the bytes travel while the form is filled in', () => {
  test('from the moment a file is chosen', () => {
    const { desk, begun } = made();
    desk.pick(sound('02 - Drip_Tray.mp3'));
    expect(begun.map(({ file }) => file.name)).toEqual(['02 - Drip_Tray.mp3']);
    expect(desk.draft.title).toBe('Drip Tray');
  });

  test('another choice takes the first one back, and its title with it', () => {
    const { desk, begun, removed } = made();
    desk.pick(sound('one.mp3'));
    desk.pick(sound('two.mp3'));
    expect(removed).toEqual([begun[0]]);
    expect(desk.draft.title).toBe('two');
  });

  test('a title that was written by hand stays', () => {
    const { desk } = made();
    desk.pick(sound('one.mp3'));
    desk.draft.title = 'Heat Index';
    desk.pick(sound('two.mp3'));
    expect(desk.draft.title).toBe('Heat Index');
  });

  test('a refused file sends nothing and leaves what lay there', () => {
    const { desk, begun } = made();
    desk.pick(sound('one.mp3'));
    desk.pick(sound('notes.txt'));
    expect([begun.length, desk.file?.name]).toEqual([1, 'one.mp3']);
    expect(desk.refusal).toContain('unsupported file type: .txt');
  });
});

describe('UP-13: the form stays until it is accepted', () => {
  test('and not a moment longer', () => {
    const { desk, begun } = made();
    desk.pick(sound('one.mp3'));
    desk.submit();
    desk.settle();
    expect([desk.submitted, desk.draft.title]).toEqual([true, 'one']);
    begun[0]?.accepted();
    desk.settle();
    expect([desk.submitted, desk.draft.title, desk.file]).toEqual([false, '', null]);
  });

  test('when it is refused at once it is as it was, and says where', () => {
    const { desk, begun } = made();
    desk.pick(sound('one.mp3'));
    desk.submit();
    begun[0]?.refused('ada.exampel is not known', 'uploads.bad_features');
    desk.settle();
    expect([desk.submitted, desk.draft.title, desk.draft.errors]).toEqual([
      false,
      'one',
      { features: 'ada.exampel is not known' },
    ]);
  });

  test('what is wrong with the file is said at the file, before the form is sent and after', () => {
    const { desk, begun } = made();
    desk.pick(sound('one.mp3'));
    begun[0]?.refused('there is no sound in this file', 'uploads.too_short');
    desk.settle();
    expect([desk.trouble, desk.draft.title]).toEqual(['there is no sound in this file', 'one']);
    Object.assign(begun[0] as FakeUpload, { status: 'sending', failure: null, error: null });
    expect(desk.trouble).toBeNull();
  });

  test('when a broken connection is mended it goes on from there', () => {
    const { desk, begun } = made();
    desk.pick(sound('one.mp3'));
    desk.submit();
    Object.assign(begun[0] as FakeUpload, { status: 'failed', failure: 'interrupted', error: 'what was sent is safe' });
    desk.settle();
    expect([desk.submitted, desk.trouble]).toEqual([false, 'what was sent is safe']);
    begun[0]?.accepted();
    desk.settle();
    expect([desk.file, desk.draft.title]).toEqual([null, '']);
  });

  test('when it is refused later it comes back to an empty desk', () => {
    const { desk, begun } = made();
    desk.pick(sound('one.mp3'));
    desk.submit();
    begun[0]?.accepted();
    desk.settle();
    begun[0]?.refused('duplicate upload: track already exists (id: 7)');
    desk.settle();
    expect([desk.draft.title, desk.trouble]).toEqual(['one', 'duplicate upload: track already exists (id: 7)']);
  });

  test('but not over another one, unless it is asked for', () => {
    const { desk, begun } = made();
    desk.pick(sound('one.mp3'));
    desk.submit();
    begun[0]?.accepted();
    desk.settle();
    desk.pick(sound('two.mp3'));
    begun[0]?.refused('this file is incomplete: its end is missing');
    desk.settle();
    expect(desk.draft.title).toBe('two');
    const first = begun[0] as unknown as Upload;
    expect(desk.mayTakeBack(first)).toBe(true);
    desk.takeBack(first);
    expect([desk.draft.title, desk.mayTakeBack(first)]).toEqual(['one', false]);
  });
});

test('nothing is sent without a file or a title', () => {
  const { desk, begun } = made();
  desk.submit();
  expect([desk.refusal, desk.draft.errors.title]).toEqual(['choose a file first.', 'a track needs a title']);
  desk.pick(sound('one.mp3'));
  desk.draft.title = ' ';
  desk.submit();
  expect(begun[0]?.published).toEqual([]);
});

describe('UP-13: words outlive a reload', () => {
  test('of the same person only', () => {
    const { desk } = made();
    desk.draft.take({ title: 'Louvre', tags: ['summer'] });
    desk.keep();
    expect(made().desk.draft.words()).toMatchObject({ title: 'Louvre', tags: ['summer'] });
    expect(made('did:plc:b').desk.draft.title).toBe('');
  });

  test('until they are accepted', () => {
    const { desk, begun } = made();
    desk.pick(sound('one.mp3'));
    desk.keep();
    desk.submit();
    begun[0]?.accepted();
    desk.settle();
    desk.keep();
    expect(made().desk.draft.title).toBe('');
  });
});
