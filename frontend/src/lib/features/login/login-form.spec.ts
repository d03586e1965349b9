import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import LoginForm from './LoginForm.svelte';

const person = (value: string) => ({ value, person: { name: value.toUpperCase(), avatar: null } });

function shown(props: Partial<{ handle: string; refusal: string; meant: string; people: string[] }> = {}) {
  const onsignin = vi.fn();
  const { people = [], ...given } = props;
  const suggest = () => Promise.resolve(people.map(person));
  render(LoginForm, { handle: '', refusal: null, meant: null, suggest, onsignin, ...given });
  return { onsignin, field: screen.getByLabelText<HTMLInputElement>('your atmosphere handle') };
}
afterEach(cleanup);
const go = () => fireEvent.click(screen.getByRole('button', { name: 'continue' }));

describe('AUTH-01: the login form', () => {
  test('goes on with what was typed, once', async () => {
    const { onsignin, field } = shown();
    await fireEvent.input(field, { target: { value: '@ada.bsky.social' } });
    await go();
    await go();
    expect(onsignin.mock.calls).toEqual([['@ada.bsky.social']]);
  });

  test('asks for a handle before it goes on', async () => {
    const { onsignin, field } = shown();
    await go();
    expect(onsignin).not.toHaveBeenCalled();
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole('alert').textContent).toBe('type your handle first.');
  });

  test('says why a handle came back, keeps it, and forgets the reason when it changes', async () => {
    const { field } = shown({ handle: 'ada.bsky.socail', refusal: 'handle_unknown' });
    expect(field.value).toBe('ada.bsky.socail');
    expect(screen.getByRole('alert').textContent).toContain('nobody answers to that name');
    await fireEvent.input(field, { target: { value: 'ada.bsky.social' } });
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('takes the handle that was probably meant', async () => {
    const { field } = shown({ handle: 'ada.bsky.socail', refusal: 'handle_unknown', meant: 'ada.bsky.social' });
    await fireEvent.click(screen.getByRole('button', { name: 'ada.bsky.social' }));
    expect(field.value).toBe('ada.bsky.social');
  });

  test('SRCH-05: offers who begins like this; keys choose, and the form waits for the next Enter', async () => {
    const { onsignin, field } = shown({ people: ['ada.test', 'adam.test'] });
    await fireEvent.input(field, { target: { value: 'ada' } });
    const options = await screen.findAllByRole('option');
    expect(options.map(({ textContent }) => textContent.trim().split(/\s+/).at(-1))).toEqual([
      '@ada.test',
      '@adam.test',
    ]);
    await fireEvent.keyDown(field, { key: 'ArrowDown' });
    await fireEvent.keyDown(field, { key: 'ArrowDown' });
    expect(field.getAttribute('aria-activedescendant')).toBe(options[1]?.id);
    await fireEvent.keyDown(field, { key: 'Enter' });
    expect([field.value, onsignin.mock.calls, screen.queryByRole('listbox')]).toEqual(['adam.test', [], null]);
  });

  test('SRCH-05: a handle that stands there whole is not offered again', async () => {
    const { field } = shown({ people: ['ada.test', 'ada.test.example'] });
    await fireEvent.input(field, { target: { value: '@Ada.test' } });
    expect((await screen.findAllByRole('option')).map(({ textContent }) => textContent)).toHaveLength(1);
  });
});
