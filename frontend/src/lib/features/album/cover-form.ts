/** A picture as the form that cover routes take; the generated types know only the text of a field. */
export function coverForm(image: File): { body: { image?: string }; bodySerializer: () => FormData } {
  const bodySerializer = (): FormData => {
    const form = new FormData();
    form.set('image', image);
    return form;
  };
  return { body: {}, bodySerializer };
}
