/** In charge of putting text on the clipboard. */

/** Whether it worked. A page on plain HTTP may not (an intranet often has no certificate): then the text is shown, selected. */
export async function copy(text: string): Promise<boolean> {
  if (!window.isSecureContext) return false;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
