(() => {
  const words = WORDS, inLists = LISTS;
  document.documentElement.lang = "LANGUAGE";
  const places = "[data-testid=stFileUploader],[data-testid=InputInstructions],[data-testid=stSkipToContent]";
  // What stood in a text before it was translated: a visitor may change the language on the way.
  const before = window.curriculumMapBefore ??= new WeakMap();
  const translate = (where, inWords) => document.querySelectorAll(where).forEach((place) => {
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const known = before.get(node);
      const original = known?.shown === node.nodeValue ? known.original : node.nodeValue;
      const shown = inWords(original.trim());
      if (shown === undefined || shown === node.nodeValue) continue;
      before.set(node, {original, shown});
      node.nodeValue = shown;
    }
  });
  // A list of choices holds what people wrote: only what Streamlit itself adds to it is translated there.
  const lists = "[data-testid=stMultiSelectDropdown],[data-testid=stSelectboxVirtualDropdown]";
  const counted = [
    [/^Select ([0-9]+) matches$/, inLists.matches],
    [/^You can only select up to ([0-9]+) options?[.]/, inLists.most],
  ];
  // What a screen reader is told of such a list.
  const announced = [[/^([0-9]+) options? available[.]$/, inLists.offered], [/^(.*), selected$/, inLists.chosen]];
  const fitting = (patterns, text) => {
    const found = patterns.map(([pattern, said]) => [pattern.exec(text), said]).find(([match]) => match);
    return found?.[1].replace("{}", () => found[0][1]);
  };
  const inList = (text) =>
    fitting(counted, text) ?? (Object.hasOwn(inLists.words, text) ? inLists.words[text] : undefined);
  // What only a screen reader says, or an empty field shows.
  const spoken = window.curriculumMapSpoken ??= new WeakMap();
  const about = (text) => {
    const start = ["Remove ", "Help for "].find((one) => text.startsWith(one));
    return start && words[start.trim()].replace("{}", () => text.slice(start.length));
  };
  // A name that was written in Markdown is spoken without its signs.
  const signs = /\\([\\`*_[\]$:~<>|&])|\*+/g;
  const inWords = (text) => words[text] ?? about(text) ?? text.replace(signs, "$1");
  const translateNames = () => document.querySelectorAll("[aria-label],input[placeholder]").forEach((node) => {
    for (const name of ["aria-label", "placeholder"]) {
      const now = node.getAttribute(name);
      if (!now) continue;
      const known = spoken.get(node)?.[name];
      const original = known?.shown === now ? known.original : now;
      const shown = inWords(original);
      if (shown === undefined || shown === now) continue;
      spoken.set(node, {...spoken.get(node), [name]: {original, shown}});
      node.setAttribute(name, shown);
    }
  });
  // An explanation belongs to the question mark that has the keyboard, not to the box around it, which nobody hears.
  const explain = () => document.querySelectorAll("[data-testid=stTooltipHoverTarget] > button").forEach((button) => {
    const explanation = button.parentElement.getAttribute("aria-describedby");
    if (explanation) button.setAttribute("aria-describedby", explanation);
    else button.removeAttribute("aria-describedby");
  });
  // 12.3KB is how large a chosen file is.
  const sized = (text) => {
    const [, number, unit] = /^([0-9.]+)([KMG]?B)$/.exec(text) ?? [];
    return number && `${Number(number).toLocaleString("LANGUAGE")} ${unit.replace("K", "k")}`;
  };
  const translateAll = () => {
    translate(places, (text) => words[text] ?? sized(text));
    translate(lists, inList);
    translate("[data-live-announcer]", (text) => fitting(announced, text));
    translate("[data-testid=stDataFrameColumnMenu]", (text) => words[text]);
    // Whatever Streamlit says there, it says it in English and in words of its own.
    translate("[data-testid=stDownloadButtonError]", () => words["Download failed"]);
    translateNames();
    explain();
  };
  window.curriculumMapObserver?.disconnect();
  window.curriculumMapObserver = new MutationObserver(translateAll);
  window.curriculumMapObserver.observe(document.body, {
    childList: true, subtree: true, characterData: true, attributeFilter: ["aria-label", "placeholder"],
  });
  translateAll();
})();
