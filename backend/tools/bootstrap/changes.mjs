import { execFileSync } from 'node:child_process';

/** `--staged`, `--changed` or `--changed=<ref>` among the words of a command; `undefined` when all is meant. */
export function changeMeant(words) {
  const word = words.find((one) => /^--(staged|changed)(=|$)/.test(one));
  if (word === undefined) return undefined;
  const [kind, since] = word.slice(2).split('=');
  return { kind, since };
}

/**
 * The files of a change: what is staged; or what differs from the last commit, or from where this branch left `since`,
 * with files that git does not know yet.
 * @returns {{present: string[], gone: string[]}}
 */
export function filesOf(root, { kind, since }) {
  const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const listed = (...args) =>
    git(...args, '-z')
      .split('\0')
      .filter(Boolean);
  if (kind === 'staged') return sorted(listed('diff', '--cached', '--name-status', '--no-renames'));
  const base = since ? git('merge-base', since, 'HEAD').trim() : 'HEAD';
  const change = sorted(listed('diff', base, '--name-status', '--no-renames'));
  return { ...change, present: [...change.present, ...listed('ls-files', '--others', '--exclude-standard')] };
}

/** @param {string[]} words states and paths in turn */
export function sorted(words) {
  const present = [];
  const gone = [];
  for (let at = 0; at + 1 < words.length; at += 2) (words[at] === 'D' ? gone : present).push(words[at + 1]);
  return { present, gone };
}
