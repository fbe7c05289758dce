/** In charge of putting text on the clipboard, also where a page on plain HTTP may not use the modern way. */

/** Whether it worked. Where it did not, the page shows the text to be selected by hand. */
export async function copy(text: string): Promise<boolean> {
  if (window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Falls through: a browser may refuse although the page is secure.
    }
  }
  return copyBySelection(text);
}

/** Intranet pages have no certificate, hence no `navigator.clipboard`. */
function copyBySelection(text: string): boolean {
  let done = false;
  const listen = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    done = true;
  };
  document.addEventListener('copy', listen, { once: true });
  // The only way to copy without a certificate; it fires the event above.
  document.execCommand('copy');
  document.removeEventListener('copy', listen);
  return done;
}
