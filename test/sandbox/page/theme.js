// Runs before the browser draws anything, so that a dark page does not flash white.
{
  const key = 'practice-teams-theme';
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const stored = () => {
    try {
      return localStorage.getItem(key) ?? 'system';
    } catch {
      return 'system';
    }
  };
  const apply = () => {
    const chosen = stored();
    root.dataset.theme = chosen === 'system' ? (system.matches ? 'dark' : 'light') : chosen;
    dispatchEvent(new Event('theme'));
  };
  apply();
  system.addEventListener('change', apply);
  // Follows a choice in another window of this page.
  addEventListener('storage', apply);
  addEventListener('DOMContentLoaded', () => {
    const select = document.getElementById('theme');
    select.value = stored();
    addEventListener('storage', () => {
      select.value = stored();
    });
    select.addEventListener('change', () => {
      try {
        localStorage.setItem(key, select.value);
      } catch {
        root.dataset.theme = select.value === 'dark' ? 'dark' : 'light';
      }
      apply();
    });
  });
}
