/** Tags and attributes that our markup may hold. A hostile string that gets out of its place makes others, and is seen. */
const knownTags = new Set(
  `a article aside bdi blockquote body br button code dd details dialog div em fieldset figcaption figure footer form h1 h2
  h3 h4 head header hr html img input label li link main meta nav ol optgroup option p pre s script section select small
  span strong summary table tbody td textarea th thead time title tr u ul`.split(/\s+/),
);
const knownAttributes =
  /^(aria-[a-z]+|data-[a-z-]+|alt|autofocus|blocking|charset|checked|class|content|datetime|download|for|hidden|href|id|label|lang|loading|max|maxlength|method|min|minlength|name|novalidate|open|placeholder|popover|popovertarget|referrerpolicy|rel|role|rows|scope|selected|src|start|step|tabindex|target|title|type|value)$/;
const voidTags = new Set(['br', 'hr', 'img', 'input', 'link', 'meta']);

/** What is wrong with `markup`: unknown tags and attributes, unsafe addresses, tags not closed, ids given twice. */
export function markupProblems(markup: string): readonly string[] {
  const problems: string[] = [];
  const open: string[] = [];
  const ids = new Set<string>();
  const tags = /<(\/?)([a-z][a-z0-9]*)((?:\s+[^\s=<>"']+(?:="[^"<>]*")?)*)\s*>/gi;
  if (markup.replace('<!doctype html>', '').replace(tags, '').match(/[<>]/)) problems.push('a stray < or >');
  for (const [, closing, name = '', attributes = ''] of markup.matchAll(tags)) {
    if (!knownTags.has(name)) problems.push(`tag ${name}`);
    if (closing) {
      if (open.pop() !== name) problems.push(`</${name}> closes nothing`);
      continue;
    }
    if (!voidTags.has(name)) open.push(name);
    for (const [, attribute = '', value = ''] of attributes.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)) {
      if (!knownAttributes.test(attribute)) problems.push(`attribute ${attribute}`);
      if (attribute === 'href' && !/^(https?:\/\/|mailto:|[?#/])|^[\w.-]+$/i.test(value))
        problems.push(`href ${value}`);
      if (attribute === 'src' && !/^https?:\/\/|^[\w./-]+$/i.test(value)) problems.push(`src ${value}`);
      if (attribute === 'id' && ids.has(value)) problems.push(`id ${value} twice`);
      if (attribute === 'id') ids.add(value);
    }
  }
  return open.length > 0 ? [...problems, `not closed: ${open.join(' ')}`] : problems;
}
