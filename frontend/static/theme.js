// Runs before the first paint. The keys and rules are those of state/theme.svelte.ts.
(() => {
  const root = document.documentElement;
  const kept = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage is refused in some frames and private windows
    }
  };
  const choice = kept('plyr.theme') ?? 'dark';
  const light = choice === 'light' || (choice === 'system' && matchMedia('(prefers-color-scheme: light)').matches);
  root.dataset.theme = light ? 'light' : 'dark';
  document.querySelector('meta[name="theme-color"]').content = light ? '#f5f5f3' : '#111110';
  const accent = kept('plyr.accent');
  if (accent && /^#[0-9a-f]{6}$/i.test(accent)) root.style.setProperty('--accent', accent);
})();
