/** Says which rules are broken in each of the folders that it is given: one program for all, because it begins slowly. */
import { cruise } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import path from 'node:path';

const { options, ...ruleSet } = await extractConfig(path.resolve('.dependency-cruiser.cjs'));
const broken = {};
for (const house of process.argv.slice(2)) {
  process.chdir(house);
  const tsConfig = extractTSConfig(path.resolve(options.tsConfig.fileName));
  const { output } = await cruise(['backend', 'frontend'], { ...options, ruleSet, validate: true }, null, { tsConfig });
  broken[house] = [...new Set(output.summary.violations.map(({ rule }) => rule.name))];
}
process.stdout.write(JSON.stringify(broken));
