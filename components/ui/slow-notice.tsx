/**
 * Says that GHL takes long, from three seconds after it was put on the page. It lies over the top of
 * the nearest positioned box. By style alone, so that it shows while the page itself still arrives.
 */
export function SlowNotice({ children }: { children: string }) {
  return (
    <div className="pointer-events-none absolute inset-x-0 top-14 z-20 flex justify-center px-4">
      <p
        role="status"
        className="invisible animate-appear-late rounded-full border border-warn-line bg-warn-soft px-3.5 py-1.5 text-center text-sm text-warn-text shadow-raised"
      >
        {children}
      </p>
    </div>
  )
}
