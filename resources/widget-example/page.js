// What a page may do with its widget. All of it is optional.
document.getElementById('ask').addEventListener('click', () => window.ringdesk?.open());

addEventListener('load', () => {
  window.ringdesk?.on('unread', (count) => {
    document.getElementById('unread').textContent = count > 0 ? `${count} unread` : '';
  });
});
