import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Puts in place of each module of a library one that asks `one-realm.js` for it. What Jest itself loads stays as it is. */
export default {
  process(source, file, { supportsStaticESM }) {
    if (!globalThis.readLibrary) return { code: source };
    const read = `globalThis.readLibrary(${JSON.stringify(file)})`;
    return { code: supportsStaticESM ? reexporting(read, namesIn(file)) : `module.exports = ${read};` };
  },

  getCacheKey(source, file, { supportsStaticESM }) {
    const isShared = globalThis.readLibrary !== undefined;
    const given = isShared && supportsStaticESM ? namesIn(file) : source;
    return createHash('sha256')
      .update(JSON.stringify([file, isShared, supportsStaticESM, given]))
      .digest('hex');
  },
};

function namesIn(file) {
  return Object.keys(require(file)).filter((name) => name !== 'default');
}

function reexporting(read, names) {
  const lines = names.map(
    (name, at) => `const e${at} = library[${JSON.stringify(name)}]; export { e${at} as ${name} };`,
  );
  return [`const library = ${read};`, 'export default library.default;', ...lines].join('\n');
}
