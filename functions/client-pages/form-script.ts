/** The screening form's script as the build compiled it: the build puts its text in this file's place. From the sources there is none, and whoever runs those hands over what `compileFormScript` makes. */

export const formScript: string = '';
