/** The whistle: the product's sign. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <path d="M4 11h14a8 8 0 1 1-7.7 10.2L4 19z" fill="var(--accent)" />
      <circle cx="18" cy="19" r="3" fill="var(--raised)" />
      <path
        d="M22 4l-2 4M28 7l-4 3"
        stroke="var(--accent)"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
    </svg>
  )
}
