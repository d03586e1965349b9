const WARN = 40;
const NAMES = { 30: 'info', 40: 'warning', 50: 'error', 60: 'fatal' };

/**
 * Which log lines the reader sees. Everything is in the data folder; the screen gets what asks for attention, and with
 * `--verbose`, or for programs, all of it. Lines of the demo catalogue are progress, so they always show.
 */
export function logReader({ json, verbose }, steps) {
  return (name, line) => {
    if (name === 'demo' && !json) return steps.say(`  ${line}`);
    if (json || verbose) return void process.stderr.write(`${name}: ${line}\n`);
    if (name === 'client' || isCompilerError(line)) return void process.stderr.write(`${name}: ${line}\n`);
    const entry = parse(line);
    if (entry.level >= WARN)
      process.stderr.write(`${name}: ${NAMES[entry.level] ?? entry.level}: ${entry.err?.message ?? entry.msg}\n`);
  };
}

/** While developing, the watcher of the sources writes beside the log. */
function isCompilerError(line) {
  return !line.startsWith('{') && /\berror\b.*TS\d+|Found [1-9]\d* error/.test(line);
}

function parse(line) {
  if (!line.startsWith('{')) return {};
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
}
