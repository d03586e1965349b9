import fs from 'node:fs';

/** The sum over all runners. */
export class Tally {
  passed = 0;
  failed = 0;
  /** Of those that passed: at their second try. Each wants mending. */
  unsteady = 0;

  add({ passed, failed, unsteady = 0 }) {
    this.passed += passed;
    this.failed += failed;
    this.unsteady += unsteady;
  }
}

/** Jest and vitest write the same report. A file that could not even be loaded counts as a failure. */
export function countJest(file) {
  const report = JSON.parse(fs.readFileSync(file, 'utf8'));
  const unloadable = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const unsteady = report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status, invocations = 1 }) => status === 'passed' && invocations > 1).length;
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloadable, unsteady };
}

export function countPlaywright(file) {
  const { stats, errors } = JSON.parse(fs.readFileSync(file, 'utf8'));
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, unsteady: stats.flaky };
}

/** The lines at the end of Node's own report: `# pass 12`. */
export function countTap(file) {
  const report = fs.readFileSync(file, 'utf8');
  const number = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(report)?.[1] ?? 0);
  return { passed: number('pass'), failed: number('fail') + number('cancelled') };
}
