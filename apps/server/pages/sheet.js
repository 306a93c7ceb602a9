// The button that prints: the only thing on the page that is not on the paper.
document.querySelector('#print')?.addEventListener('click', () => window.print())
