import { describe, expect, test } from 'vitest';
import { signInAddress } from './sign-in.ts';

describe('AUTH-01: where to sign in', () => {
  test('a leading @ or at:// is left out', () => {
    expect(signInAddress('/api', ' @henrike.example')).toBe('/api/auth/start?handle=henrike.example');
    expect(signInAddress('/api/', 'at://henrike.example')).toBe('/api/auth/start?handle=henrike.example');
  });
  test('AUTH-19: the page to come back to goes along', () => {
    expect(signInAddress('/api', 'h.example', '/track/7?t=90')).toBe(
      '/api/auth/start?handle=h.example&return_to=%2Ftrack%2F7%3Ft%3D90',
    );
  });
});
