/** The key of shortcuts on this machine, as it is printed on it. */
export const modKey = (platform: string = navigator.platform): '⌘' | 'ctrl' =>
  /^(mac|iphone|ipad)/i.test(platform) ? '⌘' : 'ctrl';
