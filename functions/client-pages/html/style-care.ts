/** How the care page looks: what holds now on top, then the whole plan along a line of time. */

export const careStyle = `
.when{color:var(--soft);margin:0 0 .375rem;font-size:.9375rem}
.right-now{background:var(--now);border:1px solid var(--accent);border-radius:.875rem;padding:1rem 1.125rem;margin:0 0 1rem}
.right-now h2{margin:0 0 .25rem;font-size:1.0625rem;color:var(--accent)}
.right-now ul{list-style:none;padding:0;margin:0}
.right-now a{display:block;padding:.5rem 0;font-weight:650}
.line{list-style:none;margin:0;padding:0}
.line>li{position:relative;margin:0;padding:0 0 1.25rem 2rem}
.line>li::before{content:"";position:absolute;left:.4375rem;top:.9rem;bottom:-.9rem;width:2px;background:var(--hair)}
.line>li:last-child::before{display:none}
.line>li::after{content:"";position:absolute;left:0;top:.4rem;width:1rem;height:1rem;border-radius:50%;background:var(--ground);border:2px solid var(--line)}
.line>.is-now::after{background:var(--accent);border-color:var(--accent);box-shadow:0 0 0 4px var(--now)}
.line>.is-past::after{background:var(--line)}
.line>.is-visit::after{background:var(--text);border-color:var(--text);border-radius:.25rem}
.line section{scroll-margin-top:1rem}
.line .is-now section{background:var(--now);border:1px solid var(--accent);border-radius:.875rem;padding:.875rem 1.125rem;margin:-.25rem 0 0}
.is-past h3,.is-past ul,.is-past .when{color:var(--soft)}
.tag{display:inline-block;font-size:.875rem;font-weight:650;color:var(--accent);margin:0 0 .25rem}
.is-past .tag{color:var(--soft)}
.is-visit h3{font-size:1.1875rem}
details{background:var(--card);border:1px solid var(--hair);border-radius:.875rem;padding:0 1.125rem;margin:0 0 1rem}
summary{cursor:pointer;padding:.9rem 0;font-weight:650;color:var(--accent)}
details[open]{padding-bottom:1.125rem}
`;
