import { execFileSync } from 'node:child_process';

const FOLDER = '.githooks';

/** Has git check every commit of this clone, or leave it alone again (`--off`). Nothing else ever sets this. */
export function hooks({ root, options, steps }) {
  const git = (...args) => execFileSync('git', args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  if (options.rest.includes('--off')) {
    git('config', '--local', '--unset-all', 'core.hooksPath');
    steps.say('  commits of this clone are not checked any more');
    return;
  }
  git('config', '--local', 'core.hooksPath', FOLDER);
  steps.say('  what is committed in this clone is checked first; `npm run hooks -- --off` ends it');
}
