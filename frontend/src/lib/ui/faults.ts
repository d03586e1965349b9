import axe from 'axe-core';

/** What axe finds on the page by the rules of WCAG 2.2 AA, as lines to read. For specs. */
export async function faults(within: Element = document.body): Promise<string[]> {
  const { violations } = await axe.run(within, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`));
}
