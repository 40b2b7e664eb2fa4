/** Gives the person a file that was made on this page: nothing of it is sent anywhere. */

export function saveAsFile(name: string, content: unknown): void {
  const file = new Blob([JSON.stringify(content, undefined, 2)], { type: 'application/json' });
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
